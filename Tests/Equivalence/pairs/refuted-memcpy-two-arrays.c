// kind: layout
// function: f
// forward: not-same
// why: A copy runs over from one array into the next member, which moved away.

typedef unsigned char u8; typedef unsigned short u16;
void *memcpy(void *, const void *, unsigned long);

#ifdef OLD
struct eth { u8 dst[6]; u8 src[6]; u16 tag; };
int f(struct eth *e, const u8 *from) { memcpy(e->dst, from, 12); return e->src[0]; }
#else
struct eth { u8 dst[6]; u16 tag; u8 src[6]; };
int f(struct eth *e, const u8 *from) { memcpy(e->dst, from, 12); return e->src[0]; }
#endif
