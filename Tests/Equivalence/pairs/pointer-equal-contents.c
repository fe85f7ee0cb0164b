// kind: pointer
// function: is_first
// forward: drifted
// why: Two records may hold the same and not be one.

struct head { int key; int rest; };

#ifdef OLD
int is_first(struct head *a, struct head *b)
{
	return a == b;
}
#else
int is_first(struct head *a, struct head *b)
{
	if (!a || !b)
		return a == b;
	return a->key == b->key && a->rest == b->rest;
}
#endif
