import Foundation
import FoundationNetworking

print("hello")
// Never taken: it keeps the linker from leaving URLSession out.
if CommandLine.arguments.count > 1 {
    print(URLSession(configuration: .default))
}
