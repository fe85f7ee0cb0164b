// kind: layout
// function: f
// forward: not-same
// why: What lies behind a rounded header in a buffer of bytes.


#ifdef OLD
struct x { char c[30]; };
char f(char *buf) { return buf[(sizeof(struct x) + 31) & ~31UL]; }
#else
struct x { char c[40]; };
char f(char *buf) { return buf[(sizeof(struct x) + 31) & ~31UL]; }
#endif
