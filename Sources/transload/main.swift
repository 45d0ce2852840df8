import CommandLine

#if canImport(Glibc)
import Glibc
#endif

// The module's name hides the standard library's type of the same name.
exit(Transload.run(Array(Swift.CommandLine.arguments.dropFirst()), in: .process()))
