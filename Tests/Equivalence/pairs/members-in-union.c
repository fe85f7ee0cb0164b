// kind: layout
// function: lane_clear
// forward: drifted
// why: In a union the second member covers the first.

#ifdef OLD
struct lane { int id; long bytes; int packets; };

void lane_clear(struct lane *lane)
{
	lane->bytes = 0;
	lane->packets = 0;
}
#else
struct lane {
	int id;
	union {
		long bytes;
		int packets;
	};
};

void lane_clear(struct lane *lane)
{
	lane->bytes = -1;
	lane->packets = 0;
}
#endif
