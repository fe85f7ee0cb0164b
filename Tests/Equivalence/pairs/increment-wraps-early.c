// kind: increment
// function: pool_next
// forward: drifted
// why: The index kept is masked, and the one before was not.

struct pool { int at; int slots[16]; };

#ifdef OLD
int pool_next(struct pool *pool)
{
	return pool->slots[pool->at++ & 15];
}
#else
int pool_next(struct pool *pool)
{
	int at = pool->at & 15;

	pool->at = (at + 1) & 15;
	return pool->slots[at];
}
#endif
