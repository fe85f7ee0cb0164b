// kind: reference
// function: dev_name_of
// forward: drifted
// why: The reference is taken only where the device is there.

struct device { int id, is_gone; };
struct device *get_device(struct device *dev);
void put_device(struct device *dev);
int device_query(struct device *dev);

#ifdef OLD
int dev_name_of(struct device *dev)
{
	int ret;

	get_device(dev);
	if (dev->is_gone) {
		put_device(dev);
		return -19;
	}
	ret = device_query(dev);
	put_device(dev);
	return ret;
}
#else
int dev_name_of(struct device *dev)
{
	int ret;

	if (dev->is_gone)
		return -19;
	get_device(dev);
	ret = device_query(dev);
	put_device(dev);
	return ret;
}
#endif
