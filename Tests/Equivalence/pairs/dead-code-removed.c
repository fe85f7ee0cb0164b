// kind: dead-code
// function: door_close
// forward: same
// why: What stands behind the return is never reached.

struct door { int open, count; };
void bell(void);

#ifdef OLD
int door_close(struct door *door)
{
	if (!door->open)
		return 0;
	door->open = 0;
	if (0)
		bell();
	return 1;
	door->count++;
}
#else
int door_close(struct door *door)
{
	if (!door->open)
		return 0;
	door->open = 0;
	return 1;
}
#endif
