// kind: layout
// function: lamp_init
// forward: drifted
// why: The old side sets a member that the new side does not have.

#ifdef OLD
struct lamp { int id; char broken; int level; };
#else
struct lamp { int id; int level; };
#endif

int lamp_init(struct lamp *l, int id)
{
	l->id = id;
#ifdef OLD
	l->broken = 1;
#endif
	return 0;
}
