// kind: refuted
// function: f
// forward: same or unknown
// why: The member that is gone was zero in every entry of the table.
// witness: none: it is about what a run of two builds cannot tell apart

typedef unsigned char u8;

#ifdef OLD
struct lamp { int id; char broken; int level; };
#else
struct lamp { int id; int level; };
#endif
static const struct lamp lamps[2] = { { .id = 1, .level = 3 }, { .id = 2, .level = 4 } };
int f(u8 x) { if (x > 1) return -1;
#ifdef OLD
 if (lamps[x].broken) return -5;
#endif
 return lamps[x].level; }
