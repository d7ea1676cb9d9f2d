import {
  IconBackpack,
  IconBike,
  IconBus,
  IconCar,
  IconCat,
  IconCube,
  IconDog,
  IconFeather,
  IconHorse,
  IconLuggage,
  IconMotorbike,
  IconSailboat,
  IconShoppingBag,
  IconTrain,
  IconTruck,
  IconWalk,
  type TablerIcon,
} from '@tabler/icons-react';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './object-class.module.css';

const icons: Readonly<Record<string, TablerIcon>> = {
  person: IconWalk,
  bicycle: IconBike,
  car: IconCar,
  motorcycle: IconMotorbike,
  bus: IconBus,
  truck: IconTruck,
  train: IconTrain,
  boat: IconSailboat,
  dog: IconDog,
  cat: IconCat,
  bird: IconFeather,
  horse: IconHorse,
  suitcase: IconLuggage,
  backpack: IconBackpack,
  handbag: IconShoppingBag,
};

/** The name of a class in the reader's language; a class that is not COCO’s keeps the model’s word. */
export function useClassName(): (name: string) => string {
  const { t } = useTranslation();
  return useCallback((name: string) => t(`classes.${name}`, { defaultValue: name }), [t]);
}

/** A class of objects: icon and word. */
export function ObjectClass({ name, size = 16 }: { readonly name: string; readonly size?: number }) {
  const className = useClassName();
  const Icon = icons[name] ?? IconCube;
  return (
    <span className={styles.class}>
      <Icon size={size} stroke={1.75} aria-hidden="true" />
      {className(name)}
    </span>
  );
}
