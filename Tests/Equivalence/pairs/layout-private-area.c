// kind: layout
// function: lamp_open
// forward: same
// why: The private area lies behind a record that grew, rounded up.

struct lamp_private { int level; int limit; };
#ifdef OLD
struct lamp { int id; int flags; long first; };
#else
struct lamp { int id; int flags; long first; long born; long seen[6]; };
#endif
static inline void *lamp_private(const struct lamp *lamp)
{
	return (char *)lamp + ((sizeof(struct lamp) + 31) & ~31UL);
}
int lamp_start(struct lamp_private *own);
#ifdef OLD
int lamp_open(struct lamp *lamp)
{
	struct lamp_private *own = lamp_private(lamp);

	if (own->level > own->limit)
		return -22;
	lamp->flags = 1;
	return lamp_start(own);
}
#else
int lamp_open(struct lamp *lamp)
{
	struct lamp_private *own = lamp_private(lamp);

	if (own->limit >= own->level) {
		lamp->flags = 1;
		return lamp_start(own);
	}
	return -22;
}
#endif
