// kind: va-arg
// function: f
// forward: not-same
// why: Where objects lie is not known.
// witness: none: it is about what a run of two builds cannot tell apart

#ifdef OLD
int f(int n, ...) { __builtin_va_list l; long r; __builtin_va_start(l, n); r = __builtin_va_arg(l, int); __builtin_va_end(l); return r; }
#else
int f(int n, ...) { __builtin_va_list l; long r; __builtin_va_start(l, n); r = __builtin_va_arg(l, long); __builtin_va_end(l); return r; }
#endif
