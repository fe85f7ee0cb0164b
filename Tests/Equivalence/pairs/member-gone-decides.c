// kind: layout
// function: lamp_set
// forward: drifted
// why: The old side gives up where a member says so that the new side does not have.

#ifdef OLD
struct lamp { int id; char broken; int level; };
#else
struct lamp { int id; int level; };
#endif

int lamp_set(struct lamp *l, int level)
{
#ifdef OLD
	if (l->broken)
		return -5;
#endif
	l->level = level;
	return 0;
}
