// kind: bool
// function: has_room
// forward: same
// why: The difference wraps alike in unsigned numbers.

struct store { int used, size; };

#ifdef OLD
int has_room(struct store *store)
{
	return store->size - store->used;
}
#else
int has_room(struct store *store)
{
	return (unsigned int)store->size - (unsigned int)store->used;
}
#endif
