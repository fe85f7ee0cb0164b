// kind: dead-code
// function: door_close
// forward: drifted
// why: The count is now raised before the return.

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
	door->count++;
	return 1;
}
#endif
