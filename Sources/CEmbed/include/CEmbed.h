#ifndef CEMBED_H
#define CEMBED_H

#include <stddef.h>

#pragma clang assume_nonnull begin

/// A file that was compiled into the program. The bytes live as long as the process and end without a NUL.
typedef struct {
    /// Kind and key of the file, such as `openapi/usermanagement`, ended by a NUL.
    const char *name;
    const unsigned char *bytes;
    /// In bytes.
    size_t length;
} CEmbedFile;

/// The number of files.
size_t cembed_count(void);

/// The file at a position counted from 0. Beyond the last one, its name is empty and its length 0.
CEmbedFile cembed_file(size_t index);

#pragma clang assume_nonnull end

#endif
