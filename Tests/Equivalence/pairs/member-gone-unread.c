// kind: layout
// function: lamp_set
// forward: same
// why: A member is gone that decided nothing.

#ifdef OLD
struct lamp { int id; char broken; int level; };
#else
struct lamp { int id; int level; };
#endif

int lamp_set(struct lamp *l, int level)
{
#ifdef OLD
	int no = l->broken ? 1 : 2;

	l->level = level + no - no;
#else
	l->level = level;
#endif
	return 0;
}
