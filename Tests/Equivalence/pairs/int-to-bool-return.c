// kind: bool
// function: has_room
// forward: drifted
// why: The number of free places is cut to a bool, which is what callers compare.

struct store { int used, size; };

#ifdef OLD
int has_room(struct store *store)
{
	return store->size - store->used;
}
#else
int has_room(struct store *store)
{
	return store->size != store->used;
}
#endif
