// kind: layout
// function: lamp_reset
// forward: same or unknown
// why: The old side clears the whole and reads a member of it that the new side does not have.

void *memset(void *p, int c, unsigned long n);
#ifdef OLD
struct lamp { int id; char broken; int level; };
#else
struct lamp { int id; int level; };
#endif

int lamp_reset(struct lamp *l)
{
	memset(l, 0, sizeof(*l));
#ifdef OLD
	if (l->broken)
		return -5;
#endif
	return 1;
}
