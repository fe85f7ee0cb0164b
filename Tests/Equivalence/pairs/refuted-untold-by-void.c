// kind: layout
// function: f
// forward: not-same
// why: Members of a record in a union changed places and names; the record comes as a void pointer.

typedef unsigned short u16; typedef unsigned int u32;

#ifdef OLD
struct s { union { struct { u16 lo, hi; }; u32 word; }; };
int f(void *data) { struct s *s = data; return s->lo; }
#else
struct s { union { struct { u16 hi, lo; }; u32 word; }; };
int f(void *data) { struct s *s = data; return s->hi; }
#endif
