// kind: signature
// function: f
// forward: not-same
// why: Arguments that are not named are read.

int take(__builtin_va_list *);

#ifdef OLD
int f(int a, int u, ...) { __builtin_va_list l; int r; __builtin_va_start(l, u); r = take(&l); __builtin_va_end(l); return r + a; }
#else
int f(int a, ...) { __builtin_va_list l; int r; __builtin_va_start(l, a); r = take(&l); __builtin_va_end(l); return r + a; }
#endif
