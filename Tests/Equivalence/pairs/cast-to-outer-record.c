// kind: layout
// function: flow_open
// forward: same
// why: A record is taken for the one that begins with it, and members of both moved.

#ifdef OLD
struct base { int id; int state; };
struct flow { struct base base; int window; };
#else
struct base { int id; int extra; int state; };
struct flow { struct base base; int before; int window; };
#endif

static struct flow *flow_of(struct base *b) { return (struct flow *)b; }

int flow_open(struct base *b, int window)
{
#ifdef OLD
	if (b->state != 0)
		return -1;
	flow_of(b)->window = window;
#else
	if (!b->state)
		flow_of(b)->window = window;
	else
		return -1;
#endif
	return 0;
}
