/*
 * The one door to Z3's C interface.
 *
 * Where z3.h is not installed this header is empty: the package builds all the
 * same, and kdrift-solve says that it was built without libz3. Package.swift
 * links the library where it finds the header.
 */
#ifndef KDRIFT_CZ3_SHIM_H
#define KDRIFT_CZ3_SHIM_H

#if __has_include(<z3.h>)
#include <z3.h>
#endif

#endif
