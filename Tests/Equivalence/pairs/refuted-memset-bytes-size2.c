// kind: layout
// function: f
// forward: not-same
// why: A buffer of bytes is cleared by the size of a record that grew: more bytes.

typedef unsigned char u8;
void *memset(void *, int, unsigned long);

#ifdef OLD
struct s { long a, b, c; };
void f(u8 *buf) { memset(buf, 0, sizeof(struct s)); }
#else
struct s { long a, b, c, d; };
void f(u8 *buf) { memset(buf, 0, sizeof(struct s)); }
#endif
