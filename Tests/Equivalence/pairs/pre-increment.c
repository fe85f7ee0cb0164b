// kind: increment
// function: pool_next
// forward: drifted
// why: The index is moved before it is used.

struct pool { int at; int slots[16]; };

#ifdef OLD
int pool_next(struct pool *pool)
{
	return pool->slots[pool->at++ & 15];
}
#else
int pool_next(struct pool *pool)
{
	return pool->slots[++pool->at & 15];
}
#endif
