#include "CEmbed.h"

/* `#embed` is C23; clang has it in every mode and only remarks on it. */
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char openapi_usermanagement[] = {
#embed "../Schemas/OpenAPI/usermanagement.json"
};

static const unsigned char openapi_appspider[] = {
#embed "../Schemas/OpenAPI/appspider.json"
};

static const unsigned char openapi_vprotect[] = {
#embed "../Schemas/OpenAPI/vprotect.json"
};

static const unsigned char openapi_clienthub[] = {
#embed "../Schemas/OpenAPI/clienthub.json"
};

static const unsigned char openapi_alice[] = {
#embed "../Schemas/OpenAPI/alice.json"
};

/* One row a file; the order is that in which listings show them. */
static const CEmbedFile files[] = {
    {"openapi/usermanagement", openapi_usermanagement, sizeof openapi_usermanagement},
    {"openapi/appspider", openapi_appspider, sizeof openapi_appspider},
    {"openapi/vprotect", openapi_vprotect, sizeof openapi_vprotect},
    {"openapi/clienthub", openapi_clienthub, sizeof openapi_clienthub},
    {"openapi/alice", openapi_alice, sizeof openapi_alice},
};

size_t cembed_count(void) { return sizeof files / sizeof files[0]; }

CEmbedFile cembed_file(size_t index) {
    static const unsigned char none[1] = {0};
    static const CEmbedFile nothing = {"", none, 0};
    return index < cembed_count() ? files[index] : nothing;
}
