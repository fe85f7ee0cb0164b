// kind: layout
// function: f
// forward: not-same
// why: An index is the answer of a comparison with a record's size.


#ifdef OLD
struct x { long a, b, c; };
int f(char *buf, unsigned n) { return buf[n > sizeof(struct x)]; }
#else
struct x { long a, b, c, d; };
int f(char *buf, unsigned n) { return buf[n > sizeof(struct x)]; }
#endif
