// kind: evaluation
// function: queue_room
// forward: same
// why: The macro keeps its arguments in locals, so each is evaluated once.

#define min(a, b) ({ typeof(a) __a = (a); typeof(b) __b = (b); __a < __b ? __a : __b; })
int queue_free(int queue);

#ifdef OLD
int queue_room(int queue, int want)
{
	return min(queue_free(queue), want);
}
#else
int queue_room(int queue, int want)
{
	int room = queue_free(queue);

	if (room >= want)
		return want;
	return room;
}
#endif
