// kind: refuted
// function: f
// forward: not-same
// why: Other bytes are copied into a buffer.
// witness: none: it is about what a run of two builds cannot tell apart

typedef unsigned char u8; typedef unsigned int u32;
typedef unsigned long size_t;
void *memcpy(void *d, const void *s, size_t n);

#ifdef OLD
struct hdr { u32 op; u32 arg; };
#else
struct hdr { u32 arg; u32 op; };
#endif
void f(u8 *buf, u32 x) { struct hdr h; h.op = 1; h.arg = x; memcpy(buf, &h, sizeof(h)); }
