#ifndef TRANSLOAD_CLIBXML2_H
#define TRANSLOAD_CLIBXML2_H

#include <stdlib.h>
#include <string.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>

/* Every call into the library stands here, since the signatures in its headers differ from release to release. */

/* The first thing that was wrong with a document. */
typedef struct transload_xml_error {
    /* A number of xmlParserErrors; 0 when nothing is wrong. */
    int code;
    /* Where the parser stood, in bytes from the first one that it was given. */
    long offset;
    /* Names that the message of the library mentions, cut to size; empty when it has none. */
    char first[96];
    char second[96];
} transload_xml_error;

typedef struct transload_xml_parser {
    xmlParserCtxtPtr context;
    transload_xml_error error;
} transload_xml_parser;

#if LIBXML_VERSION >= 21200
typedef const xmlError *transload_xml_raised;
#else
typedef xmlErrorPtr transload_xml_raised;
#endif

static inline void transload_xml_copy_name(char *target, size_t size, const char *name) {
    size_t length = name == NULL ? 0 : strlen(name);
    if (length >= size) {
        length = size - 1;
        /* Not in the middle of a character. */
        while (length > 0 && ((unsigned char)name[length] & 0xC0) == 0x80) length -= 1;
    }
    if (length > 0) memcpy(target, name, length);
    target[length] = 0;
}

/*
 * Keeps the first error, and ends the callbacks: after a wrong namespace the library would go on. Warnings, such as those of its
 * own taste in namespace names, are no errors.
 */
static void transload_xml_note_error(void *owner, transload_xml_raised raised) {
    (void)owner;
    xmlParserCtxtPtr context = (xmlParserCtxtPtr)raised->ctxt;
    if (context == NULL || raised->level < XML_ERR_ERROR) return;
    transload_xml_parser *parser = (transload_xml_parser *)context->_private;
    if (parser == NULL || parser->error.code != 0) return;
    parser->error.code = raised->code;
    parser->error.offset = xmlByteConsumed(context);
    context->disableSAX = 1;
    transload_xml_copy_name(parser->error.first, sizeof parser->error.first, raised->str1);
    transload_xml_copy_name(parser->error.second, sizeof parser->error.second, raised->str2);
}

/* Readies the library; must have been called before any other function and may be called by several threads. */
static inline void transload_xml_start_library(void) { xmlInitParser(); }

/*
 * Makes a parser for one document in UTF-8, or returns NULL without memory.
 *
 * The five entities are all that it knows; nothing is fetched, and the library's own limits on names, attributes and its
 * dictionary hold (XML_PARSE_HUGE is not set). 'owner' is what the callbacks get.
 */
static inline transload_xml_parser *transload_xml_open(
    void *owner, startElementNsSAX2Func start, endElementNsSAX2Func end, charactersSAXFunc text,
    internalSubsetSAXFunc doctype, processingInstructionSAXFunc instruction) {
    transload_xml_parser *parser = (transload_xml_parser *)calloc(1, sizeof *parser);
    if (parser == NULL) return NULL;
    xmlSAXHandler handler;
    memset(&handler, 0, sizeof handler);
    handler.initialized = XML_SAX2_MAGIC;
    handler.startElementNs = start;
    handler.endElementNs = end;
    handler.characters = text;
    /* The same function, so that the library does not look whether a text is blank. */
    handler.ignorableWhitespace = text;
    handler.cdataBlock = text;
    handler.internalSubset = doctype;
    handler.processingInstruction = instruction;
    handler.serror = transload_xml_note_error;
    parser->context = xmlCreatePushParserCtxt(&handler, owner, NULL, 0, NULL);
    if (parser->context == NULL) {
        free(parser);
        return NULL;
    }
    parser->context->_private = parser;
    int options = XML_PARSE_NONET;
#if LIBXML_VERSION >= 21300
    options |= XML_PARSE_NO_XXE;
#endif
    xmlCtxtUseOptions(parser->context, options);
    return parser;
}

static inline void transload_xml_close(transload_xml_parser *parser) {
    xmlDocPtr document = parser->context->myDoc;
    parser->context->myDoc = NULL;
    if (document != NULL) xmlFreeDoc(document);
    xmlFreeParserCtxt(parser->context);
    free(parser);
}

/* Hands bytes over, which the parser copies. 'is_last' says that the document ends with them. */
static inline void transload_xml_feed(transload_xml_parser *parser, const unsigned char *bytes, int count, int is_last) {
    xmlParseChunk(parser->context, (const char *)bytes, count, is_last);
}

/* Ends parsing from inside a callback: no further one is made. */
static inline void transload_xml_stop(transload_xml_parser *parser) { xmlStopParser(parser->context); }

/* Where the parser stands, in bytes from the first one that it was given. */
static inline long transload_xml_offset(transload_xml_parser *parser) { return xmlByteConsumed(parser->context); }

/* The library's own copy of a name: every name that a callback gets is such a copy, so that pointers can be compared. */
static inline const unsigned char *transload_xml_intern(transload_xml_parser *parser, const unsigned char *name, int count) {
    return xmlDictLookup(parser->context->dict, name, count);
}

/* How many bytes the library's copies of names take. */
static inline size_t transload_xml_names_size(transload_xml_parser *parser) { return xmlDictGetUsage(parser->context->dict); }

#endif
