// kind: switch
// function: wake_level
// forward: drifted
// why: With a break level 3 wakes nothing below it.

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
	int count = 0;

	switch (level) {
	case 3:
		wake(3);
		count++;
		break;
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
#endif
