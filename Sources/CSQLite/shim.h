#ifndef TRANSLOAD_CSQLITE_H
#define TRANSLOAD_CSQLITE_H

#include <sqlite3.h>

/* The two destructors of the library are casts of 0 and -1, which Swift does not import. */

/* Binds text that stays where it is until the statement is stepped or bound anew. */
static inline int transload_sqlite3_bind_text_static(sqlite3_stmt *statement, int index, const void *text, int count) {
    return sqlite3_bind_text(statement, index, (const char *)text, count, SQLITE_STATIC);
}

/* Binds a copy of the text. */
static inline int transload_sqlite3_bind_text_copy(sqlite3_stmt *statement, int index, const void *text, int count) {
    return sqlite3_bind_text(statement, index, (const char *)text, count, SQLITE_TRANSIENT);
}

#endif
