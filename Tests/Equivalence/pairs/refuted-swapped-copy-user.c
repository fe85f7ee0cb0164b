// kind: layout
// function: f
// forward: not-same
// why: User space gets members in another order.

unsigned long _copy_to_user(void *, const void *, unsigned long);

#ifdef OLD
struct x { int a; int b; };
int f(void *u, int n) { struct x v = { .a = n }; return _copy_to_user(u, &v, sizeof(v)) ? -14 : 0; }
#else
struct x { int b; int a; };
int f(void *u, int n) { struct x v = { .a = n }; return _copy_to_user(u, &v, sizeof(v)) ? -14 : 0; }
#endif
