// kind: loop-form
// function: wait_ready
// forward: drifted
// why: After the last try there is no pause.

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
	int tries;

	for (tries = 0; tries < 5; tries++) {
		if (tries)
			pause_for(10);
		if (chip_status(chip) == 1)
			return 0;
	}
	return -110;
}
#endif
