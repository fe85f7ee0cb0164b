// kind: layout
// function: f
// forward: not-same
// why: What lies behind the header is read, which grew: another byte.

typedef unsigned char u8;

#ifdef OLD
struct hdr { int len; int type; int id; };
int f(u8 *data) { struct hdr *h = (struct hdr *)data; if (!h->len) return -1; return data[sizeof(*h)]; }
#else
struct hdr { int len; int type; int id; int seq; };
int f(u8 *data) { struct hdr *h = (struct hdr *)data; if (!h->len) return -1; return data[sizeof(*h)]; }
#endif
