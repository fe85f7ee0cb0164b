// kind: loop-form
// function: wait_ready
// forward: same
// why: The loop is made of a label and a goto.

int chip_status(int chip);
void pause_for(int microseconds);

#ifdef OLD
int wait_ready(int chip)
{
	int tries = 5;

	while (tries-- > 0) {
		if (chip_status(chip) == 1)
			return 0;
		pause_for(10);
	}
	return -110;
}
#else
int wait_ready(int chip)
{
	int tries = 0;

again:
	if (tries == 5)
		return -110;
	if (chip_status(chip) == 1)
		return 0;
	pause_for(10);
	tries++;
	goto again;
}
#endif
