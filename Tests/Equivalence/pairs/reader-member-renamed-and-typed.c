// kind: layout
// function: shelf_lamp_on
// forward: same or unknown
// why: The only member that went and the only one that came lie at the same place and are pointers: it has another name and type.

struct lamp {
	int on;
};

#ifdef OLD
struct shelf {
	int books;
	void *private;
	int rows;
};

int shelf_lamp_on(struct shelf *shelf)
{
	struct lamp *lamp = shelf->private;

	return lamp->on;
}
#else
struct shelf {
	int books;
	struct lamp *lamp;
	int rows;
};

int shelf_lamp_on(struct shelf *shelf)
{
	struct lamp *lamp = shelf->lamp;

	return lamp->on;
}
#endif
