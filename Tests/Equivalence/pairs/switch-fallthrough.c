// kind: switch
// function: wake_level
// forward: same
// why: Cases that fall through are written as sums.

void wake(int what);

#ifdef OLD
int wake_level(int level)
{
	int count = 0;

	switch (level) {
	case 3:
		wake(3);
		count++;
	case 2:
		wake(2);
		count++;
	case 1:
		wake(1);
		count++;
		break;
	default:
		return -1;
	}
	return count;
}
#else
int wake_level(int level)
{
	if (level < 1 || level > 3)
		return -1;
	if (level == 3)
		wake(3);
	if (level >= 2)
		wake(2);
	wake(1);
	return level;
}
#endif
