/*
 * The one door to libclang's C interface.
 *
 * Operator kinds came with libclang 17 (CINDEX_VERSION_MINOR 64). Where the
 * installed header is older, the two calls below answer -1, so that structure
 * is still complete and the behaviour of a function is reported as unknown.
 */
#ifndef KDRIFT_CLIBCLANG_SHIM_H
#define KDRIFT_CLIBCLANG_SHIM_H

#include <clang-c/Index.h>

static inline int kdrift_has_operator_kinds(void)
{
#if CINDEX_VERSION_MINOR >= 64
    return 1;
#else
    return 0;
#endif
}

static inline int kdrift_binary_operator_kind(CXCursor cursor)
{
#if CINDEX_VERSION_MINOR >= 64
    return (int)clang_getCursorBinaryOperatorKind(cursor);
#else
    (void)cursor;
    return -1;
#endif
}

static inline int kdrift_unary_operator_kind(CXCursor cursor)
{
#if CINDEX_VERSION_MINOR >= 64
    return (int)clang_getCursorUnaryOperatorKind(cursor);
#else
    (void)cursor;
    return -1;
#endif
}

#endif
