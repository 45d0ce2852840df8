#include "CEmbed.h"

/* `#embed` is C23; clang has it in every mode and only remarks on it. */
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char openapi_usermanagement[] = {
#embed "../Schemas/OpenAPI/usermanagement.json"
};

/* One row a file; the order is that in which listings show them. */
static const CEmbedFile files[] = {
    {"openapi/usermanagement", openapi_usermanagement, sizeof openapi_usermanagement},
};

size_t cembed_count(void) { return sizeof files / sizeof files[0]; }

CEmbedFile cembed_file(size_t index) {
    static const unsigned char none[1] = {0};
    static const CEmbedFile nothing = {"", none, 0};
    return index < cembed_count() ? files[index] : nothing;
}
