// kind: layout
// function: f
// forward: not-same
// why: Members of a record in a union changed places and names; the record comes from a call.

typedef unsigned short u16; typedef unsigned int u32;

#ifdef OLD
struct s { union { struct { u16 lo, hi; }; u32 word; }; };
struct s *get(void);
int f(void) { struct s *s = get(); return s->lo; }
#else
struct s { union { struct { u16 hi, lo; }; u32 word; }; };
struct s *get(void);
int f(void) { struct s *s = get(); return s->hi; }
#endif
