// kind: layout
// function: f
// forward: not-same
// why: An index is cut by the size of a record that grew.


#ifdef OLD
struct x { long a, b, c; };
int f(char *buf, unsigned n) { return buf[n % sizeof(struct x)]; }
#else
struct x { long a, b, c, d; };
int f(char *buf, unsigned n) { return buf[n % sizeof(struct x)]; }
#endif
