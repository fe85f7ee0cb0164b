// kind: layout
// function: flow_open
// forward: unknown
// why: The record no longer begins with the one that it is cast from.

#ifdef OLD
struct base { int id; int state; };
struct flow { struct base base; int window; };
#else
struct base { int id; int state; };
struct flow { int before; struct base base; int window; };
#endif

int flow_open(struct base *b, int window)
{
#ifdef OLD
	if (b->state != 0)
		return -1;
	((struct flow *)b)->window = window;
#else
	if (!b->state)
		((struct flow *)b)->window = window;
	else
		return -1;
#endif
	return 0;
}
