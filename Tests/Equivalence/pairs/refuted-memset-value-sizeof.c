// kind: layout
// function: f
// forward: not-same
// why: The byte that is written is a record's size.

void *memset(void *, int, unsigned long);

#ifdef OLD
struct x { long a, b, c; };
void f(char *p) { memset(p, sizeof(struct x), 4); }
#else
struct x { long a, b, c, d; };
void f(char *p) { memset(p, sizeof(struct x), 4); }
#endif
