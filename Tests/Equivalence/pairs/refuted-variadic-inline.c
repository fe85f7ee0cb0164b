// kind: variadic-inline
// function: f
// forward: not-same
// why: Arguments beyond those that a body names, and large locals, are seen.
// witness: none: it is about what a run of two builds cannot tell apart

static int v(int n, ...) { __builtin_va_list l; int r; __builtin_va_start(l, n); r = __builtin_va_arg(l, int); __builtin_va_end(l); return r; }
#ifdef OLD
int f(void) { return v(1, 5); }
#else
int f(void) { return v(1, 6); }
#endif
