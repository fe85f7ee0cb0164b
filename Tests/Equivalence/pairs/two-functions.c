// kind: several
// function: up
// function: down
// forward: same
// why: Both functions of the file are rewritten.

int level_write(int level);

#ifdef OLD
int up(int level)
{
	if (level == 10)
		return -34;
	return level_write(level + 1);
}
int down(int level)
{
	if (level == 0)
		return -34;
	return level_write(level - 1);
}
#else
static int move(int level, int end, int by)
{
	return level == end ? -34 : level_write(level + by);
}
int up(int level)
{
	return move(level, 10, 1);
}
int down(int level)
{
	return move(level, 0, -1);
}
#endif
