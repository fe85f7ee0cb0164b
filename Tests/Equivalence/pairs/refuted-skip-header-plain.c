// kind: layout
// function: f
// forward: not-same
// why: A byte of a buffer is written at the size of a record that grew.

typedef unsigned char u8;

#ifdef OLD
struct hdr { int len; int type; int id; };
void f(u8 *data) { data += sizeof(struct hdr); *data = 1; }
#else
struct hdr { int len; int type; int id; int seq; };
void f(u8 *data) { data += sizeof(struct hdr); *data = 1; }
#endif
