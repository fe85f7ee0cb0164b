// kind: refuted
// function: f
// forward: not-same
// why: A record is laid into a member that is bytes.
// witness: none: it is about what a run of two builds cannot tell apart

typedef unsigned char u8; typedef unsigned int u32;

#ifdef OLD
struct in { u32 a; u32 b; };
#else
struct in { u32 b; u32 a; };
#endif
struct msg { u8 buf[64]; u32 len; };
void send(struct msg *m);
void f(struct msg *m, u32 x) { struct in *i = (void *)m->buf; i->a = x; i->b = 0; m->len = sizeof(*i); send(m); }
