// kind: layout
// function: f
// forward: not-same
// why: Bytes of a local are cleared by the size of a record that grew.

typedef unsigned char u8;
void *memset(void *, int, unsigned long);

#ifdef OLD
struct s { long a, b; };
int f(u8 *buf) { buf[20] = 9; memset(buf, 0, sizeof(struct s)); return buf[20]; }
#else
struct s { long a, b, c; };
int f(u8 *buf) { buf[20] = 9; memset(buf, 0, sizeof(struct s)); return buf[20]; }
#endif
