// kind: increment
// function: pool_next
// forward: same
// why: The old index is used and the new one kept in both.

struct pool { int at; int slots[16]; };

#ifdef OLD
int pool_next(struct pool *pool)
{
	return pool->slots[pool->at++ & 15];
}
#else
int pool_next(struct pool *pool)
{
	int at = pool->at;

	pool->at = at + 1;
	return pool->slots[at & 15];
}
#endif
