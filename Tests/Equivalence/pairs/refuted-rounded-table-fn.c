// kind: layout
// function: f
// forward: same
// why: An entry is called by its name on one side; another entry is a rounded size.

struct h { char c[30]; };
int go(int);
struct conf { unsigned long size; int (*fn)(int); };
static const struct conf conf = { .size = (sizeof(struct h) + 7) & ~7UL, .fn = go };

#ifdef OLD
int f(int a) { return conf.fn(a); }
#else
int f(int a) { return go(a); }
#endif
